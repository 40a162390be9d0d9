/** What all clients have in common. */
@NullMarked
package everyoperation.client;

import org.jspecify.annotations.NullMarked;
