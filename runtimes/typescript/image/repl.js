"use strict";
// An interactive session: Node's own, with the types taken off every entry before it is evaluated.
const { execFileSync } = require("node:child_process");
const repl = require("node:repl");

/** What esbuild says of an entry that is not at its end yet. */
const UNFINISHED = /Unexpected end of file|Unterminated template literal|to terminate multi-line comment|found end of file/;

function withoutTypes(entry) {
  const options = ["--loader=ts", "--target=node24", "--log-level=error", "--color=false", "--tsconfig-raw={}"];
  return execFileSync("esbuild", options, { input: entry, encoding: "utf8", stdio: "pipe" });
}

/** An object is meant where an entry could be one or a block. */
function javascriptOf(entry) {
  if (/^\s*\{/.test(entry) && !/;\s*$/.test(entry)) {
    try {
      return withoutTypes(`(${entry.trim()})`);
    } catch {
      // A block after all.
    }
  }
  return withoutTypes(entry);
}

console.log("TypeScript without its checks: types may be written here, and are checked by Run.");
const session = repl.start({ prompt: "> ", preview: false });
const evaluate = session.eval;
session.eval = (entry, context, file, done) => {
  let script;
  try {
    script = javascriptOf(entry);
  } catch (failure) {
    const words = String(failure.stderr).replace(/^.*\[ERROR\] /s, "").split("\n")[0];
    const error = new SyntaxError(words);
    error.stack = `SyntaxError: ${words}`;
    done(UNFINISHED.test(words) ? new repl.Recoverable(error) : error);
    return;
  }
  evaluate.call(session, script, context, file, done);
};
