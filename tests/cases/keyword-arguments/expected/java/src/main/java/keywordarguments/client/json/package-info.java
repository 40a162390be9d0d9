/** How the types of this package are read from JSON and written as JSON. */
@NullMarked
package keywordarguments.client.json;

import org.jspecify.annotations.NullMarked;
