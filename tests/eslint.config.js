// What the scripts are held to, like the Python: short paths, one meaning for every condition, no dead names.
import js from "@eslint/js";
import globals from "globals";

const scripts = ["generator/causebook/**/*.{js,mjs}", "causes/reading/**/*.mjs"];

export default [
  { ignores: ["**/node_modules/**"] },
  { files: scripts, ...js.configs.recommended },
  {
    files: scripts,
    languageOptions: { ecmaVersion: 2025, sourceType: "module", globals: globals.browser },
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
      "no-control-regex": "off", // pastes hold control characters
      "no-mixed-operators": ["error", { groups: [["&&", "||"]] }],
      "no-nested-ternary": "error",
      "no-unused-vars": ["error", { varsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
