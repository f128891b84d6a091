// Why: every small change to a JavaScript module that a test should notice, made on its tree.
// It must not know which tests there are. `node script.mjs FILE` prints them as JSON.

import { readFileSync } from "node:fs";
import { parse } from "acorn";

const FLIPPED = {
  "===": "!==",
  "!==": "===",
  "==": "!=",
  "!=": "==",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "++": "--",
  "--": "++",
};
const CALLS_TO_DROP = new Set([
  "filter",
  "sort",
  "toSorted",
  "reverse",
  "slice",
  "trim",
  "toLowerCase",
  "replace",
  "replaceAll",
  "normalize",
]);

/** Every mutant of a text: where it starts and ends, and what stands there instead. */
export function* mutants(source) {
  const tree = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const changes = [...walk(tree, source)];
  changes.sort((one, other) => one.start - other.start || one.end - other.end);
  for (const { start, end, text } of changes) {
    if (source.slice(start, end) !== text) yield { start, end, text };
  }
}

function* walk(node, source) {
  yield* changesOf(node, source);
  for (const child of children(node)) yield* walk(child, source);
}

function children(node) {
  if (node.type.startsWith("Import") || node.type === "ExportAllDeclaration") return [];
  const fields = Object.entries(node).filter(([key]) => key !== "key" || node.computed);
  const held = fields.flatMap(([, value]) => value);
  return held.filter((value) => typeof value?.type === "string");
}

function* changesOf(node, source) {
  yield* (CHANGES[node.type] ?? none)(node, (part) => source.slice(part.start, part.end));
}

function* none() {
  // nothing to change
}

const instead = ({ start, end }, text) => ({ start, end, text });

function* operator(node, say) {
  const between = { start: node.left.end, end: node.right.start };
  const flipped = FLIPPED[node.operator];
  if (!flipped || (node.operator.startsWith("+") && joinsTexts(node))) return;
  yield instead(between, say(between).replace(node.operator, flipped));
}

/** Whether an operator joins texts; anything else would only be nonsense. */
function joinsTexts({ left, right }) {
  const isSum = (node) => node.operator === "+" && joinsTexts(node);
  const isText = (node) => node.type === "TemplateLiteral" || typeof node.value === "string";
  return [left, right].some((node) => isText(node) || isSum(node));
}

function* logical(node, say) {
  yield* operator(node, say);
  yield instead(node, say(node.left));
  yield instead(node, say(node.right));
}

function* condition(node, say) {
  yield instead(node.test, `!(${say(node.test)})`);
}

function* literal(node, say) {
  if (node.regex) yield instead(node, "/(?!)/g");
  else if (typeof node.value === "boolean") yield instead(node, String(!node.value));
  else if (typeof node.value === "number") yield* number(node);
  else if (typeof node.value === "string") yield instead(node, node.value ? '""' : '"XX"');
}

function* number(node) {
  const { value } = node;
  const near = value === 0 ? [1] : [value + 1, value - 1];
  const others = Number.isInteger(value) ? near : [value * 2, value / 2];
  for (const other of others) yield instead(node, String(other));
}

function* call(node, say) {
  if (node.callee.type === "MemberExpression" && CALLS_TO_DROP.has(node.callee.property.name)) {
    yield instead(node, say(node.callee.object));
  }
}

const CHANGES = {
  BinaryExpression: operator,
  LogicalExpression: logical,
  AssignmentExpression: operator,
  IfStatement: condition,
  ConditionalExpression: condition,
  WhileStatement: condition,
  Literal: literal,
  CallExpression: call,
  *UnaryExpression(node, say) {
    if (node.operator === "!" || node.operator === "-") yield instead(node, say(node.argument));
  },
  *UpdateExpression(node, say) {
    yield instead(node, say(node).replace(node.operator, FLIPPED[node.operator]));
  },
  *TemplateLiteral(node) {
    yield instead(node, '""');
  },
  *ReturnStatement(node) {
    // null, false and nothing at all are not told apart by callers
    const isNothing = node.argument?.type === "Literal" && !node.argument.value;
    if (node.argument && !isNothing) yield instead(node.argument, "undefined");
  },
  *ArrowFunctionExpression(node) {
    if (node.expression) yield instead(node, "() => undefined");
  },
  *ThrowStatement(node) {
    yield instead(node, ";");
  },
  *ContinueStatement(node) {
    yield instead(node, ";");
  },
  *BreakStatement(node) {
    yield instead(node, ";");
  },
  *ExpressionStatement(node) {
    if (/^(Call|Yield|Await)/.test(node.expression.type)) yield instead(node, ";");
  },
  *ArrayExpression(node, say) {
    for (const n of node.elements.keys()) {
      const rest = node.elements.filter((_, place) => place !== n);
      yield instead(node, `[${rest.map((one) => (one ? say(one) : "")).join(", ")}]`);
    }
  },
};

const [, , file] = process.argv;
if (file) console.log(JSON.stringify([...mutants(readFileSync(file, "utf8"))]));
