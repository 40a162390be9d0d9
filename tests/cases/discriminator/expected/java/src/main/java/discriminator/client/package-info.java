/** What all clients have in common. */
@NullMarked
package discriminator.client;

import org.jspecify.annotations.NullMarked;
