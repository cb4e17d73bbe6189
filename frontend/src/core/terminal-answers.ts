/**
 * What a terminal says by itself when a program asks it: where the cursor is, what it is, its colours, whether it has
 * the focus. Several people watch one program, each with a terminal, and every one of them would answer; none does.
 * The page also keeps its terminal from answering at all where it can; this is the second lock. A cursor report from
 * the first row can look like Shift+F3 and is then taken for the key.
 */
const ANSWERS: readonly RegExp[] = [
  /^\x1b\[\??\d+;\d+(?:;\d+)?R$/, // cursor position
  /^\x1b\[[?>=][\d;]*c$/, // device attributes
  /^\x1b\[0n$/, // device status
  /^\x1b\[\??[\d;]+\$y$/, // mode report
  /^\x1b\[[468](?:;\d+){2}t$/, // window size
  /^\x1b\[[IO]$/, // focus in and out
  /^\x1b\](?:4;\d+|1[0-9]);.*(?:\x07|\x1b\\)$/, // colours
  /^\x1bP.*\x1b\\$/s, // settings and terminal information
];

const FUNCTION_KEY = /^\x1b\[1;[2-8][PQRS]$/;

export function isTerminalAnswer(data: string): boolean {
  return !FUNCTION_KEY.test(data) && ANSWERS.some((answer) => answer.test(data));
}
