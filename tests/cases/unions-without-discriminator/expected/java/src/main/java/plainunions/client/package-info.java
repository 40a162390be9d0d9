/** What all clients have in common. */
@NullMarked
package plainunions.client;

import org.jspecify.annotations.NullMarked;
