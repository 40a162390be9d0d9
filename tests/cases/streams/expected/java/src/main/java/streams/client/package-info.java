/** What all clients have in common. */
@NullMarked
package streams.client;

import org.jspecify.annotations.NullMarked;
