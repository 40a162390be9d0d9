/** What all clients have in common. */
@NullMarked
package nestedlists.client;

import org.jspecify.annotations.NullMarked;
