// The linter at its strictest, for the generated package.
import tseslint from "typescript-eslint";

export default tseslint.config(
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: process.cwd() },
    },
    rules: {
      // A map may refer to itself as an interface only; and properties beside typed extras have
      // types that the type of all of them says already.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      "@typescript-eslint/no-redundant-type-constituents": "off",
      // `T` of a schema stands in its contract alone.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
);
