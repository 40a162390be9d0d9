/** What can go wrong in a call; {@code ApiException} draws the tree. */
@NullMarked
package deduplicated.client.errors;

import org.jspecify.annotations.NullMarked;
