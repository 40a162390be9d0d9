/** What all clients have in common. */
@NullMarked
package responseheaders.client;

import org.jspecify.annotations.NullMarked;
