/** How calls are made. Not part of the public interface: it changes without notice. */
@NullMarked
package archive.client.internal;

import org.jspecify.annotations.NullMarked;
