/** What can go wrong in a call; {@code ApiException} draws the tree. */
@NullMarked
package defaults.client.errors;

import org.jspecify.annotations.NullMarked;
