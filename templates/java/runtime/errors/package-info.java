/** What can go wrong in a call; {@link specpress.client.errors.ApiException} draws the tree. */
@NullMarked
package specpress.client.errors;

import org.jspecify.annotations.NullMarked;
