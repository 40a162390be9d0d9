/** What all clients have in common. */
@NullMarked
package collisions.client;

import org.jspecify.annotations.NullMarked;
