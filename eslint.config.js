import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const zod = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
  message: "Import zod as `* as z`: it keeps a function's bundle five times smaller.",
}
const time = {
  selector:
    "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Time comes in as a value; only functions/host and the runtime ask what time it is.',
}
const chance = {
  selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  message: 'Chance comes in as a value.',
}
const defaults = { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' }

export default ts.config(
  {
    ignores: [
      'node_modules/',
      '.build/',
      '.local/',
      '**/.svelte-kit/',
      '**/*.js',
      '!eslint.config.js',
      '!infra/local/run.js',
    ],
  },
  { files: ['**/*.js'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'error',
      // It overflows the stack on the router's recursive types.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-syntax': ['error', zod, defaults],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['shared/**/*.ts', 'functions/**/*.ts'],
    ignores: ['functions/host/**'],
    rules: { 'no-restricted-syntax': ['error', zod, defaults, time, chance] },
  },
  {
    files: ['shared/**/*.ts', 'functions/{staff,applier,clock,projector,publisher}/**/*.ts', 'infra/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  {
    files: ['test/**/*.ts', 'infra/local/**/*.ts', 'infra/main.ts', 'web/scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.config.ts'],
    // The web's sources lie beside others in one package, so its folders are told.
    rules: { 'no-restricted-syntax': ['error', zod], '@typescript-eslint/no-deprecated': 'off' },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: ts.parser },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      // Maps and sets here are plain data, replaced or kept on purpose; what is drawn is `$state`.
      'svelte/prefer-svelte-reactivity': 'off',
      // Naming a value is how an effect says what it depends on.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['web/**'],
    rules: {
      // The clipboard's old command is the only one that older desktops' browsers know.
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Brushes are plain objects of functions without a `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Tests look at answers of every form, and leave parts of an object out by naming them.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
    },
  },
)
