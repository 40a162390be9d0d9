/** What all clients have in common. */
@NullMarked
package forms.client;

import org.jspecify.annotations.NullMarked;
