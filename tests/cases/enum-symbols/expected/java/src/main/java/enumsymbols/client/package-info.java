/** What all clients have in common. */
@NullMarked
package enumsymbols.client;

import org.jspecify.annotations.NullMarked;
