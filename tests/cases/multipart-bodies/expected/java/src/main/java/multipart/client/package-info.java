/** What all clients have in common. */
@NullMarked
package multipart.client;

import org.jspecify.annotations.NullMarked;
