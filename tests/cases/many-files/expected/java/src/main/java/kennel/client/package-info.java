/** What all clients have in common. */
@NullMarked
package kennel.client;

import org.jspecify.annotations.NullMarked;
