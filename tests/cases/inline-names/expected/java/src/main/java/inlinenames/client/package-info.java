/** What all clients have in common. */
@NullMarked
package inlinenames.client;

import org.jspecify.annotations.NullMarked;
