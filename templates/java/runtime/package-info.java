/** What all clients have in common. */
@NullMarked
package specpress.client;

import org.jspecify.annotations.NullMarked;
