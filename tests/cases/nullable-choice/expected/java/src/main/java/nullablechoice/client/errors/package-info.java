/** What can go wrong in a call; {@code ApiException} draws the tree. */
@NullMarked
package nullablechoice.client.errors;

import org.jspecify.annotations.NullMarked;
