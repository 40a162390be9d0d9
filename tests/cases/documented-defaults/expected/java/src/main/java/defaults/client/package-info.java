/** What all clients have in common. */
@NullMarked
package defaults.client;

import org.jspecify.annotations.NullMarked;
