/** What all clients have in common. */
@NullMarked
package nullablechoice.client;

import org.jspecify.annotations.NullMarked;
