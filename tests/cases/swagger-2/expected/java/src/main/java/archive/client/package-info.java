/** What all clients have in common. */
@NullMarked
package archive.client;

import org.jspecify.annotations.NullMarked;
