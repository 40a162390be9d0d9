/** How the types of this package are read from JSON and written as JSON. */
@NullMarked
package runtimenames.client.json;

import org.jspecify.annotations.NullMarked;
