/** What can go wrong in a call; {@code ApiException} draws the tree. */
@NullMarked
package plainunions.client.errors;

import org.jspecify.annotations.NullMarked;
