/** What all clients have in common. */
@NullMarked
package extraproperties.client;

import org.jspecify.annotations.NullMarked;
