/** What all clients have in common. */
@NullMarked
package recursion.client;

import org.jspecify.annotations.NullMarked;
