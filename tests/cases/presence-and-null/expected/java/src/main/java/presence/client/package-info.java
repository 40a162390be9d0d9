/** What all clients have in common. */
@NullMarked
package presence.client;

import org.jspecify.annotations.NullMarked;
