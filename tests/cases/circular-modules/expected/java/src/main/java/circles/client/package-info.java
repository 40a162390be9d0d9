/** What all clients have in common. */
@NullMarked
package circles.client;

import org.jspecify.annotations.NullMarked;
