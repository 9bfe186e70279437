/** Words that make what follows a condition or an example rather than a report. */
const CONDITION =
  /\b(?:if|when|whenever|whether|unless|in case|until|(?:might|could|may)(?! not|n.t)|e\.g\.|for (?:example|instance)|such as|make sure|ensure|avoid|means?|handles?|checks?|tests?|expects?)\b[^:]*$/i;
/** Where texts about the API speak: documentation, help, a list of changes. */
const ABOUT =
  /\b(?:docs?|documentation|readme|manual|change ?log|release notes|guide|tutorial|see also|usage|unused|deprecated)\b/i;
/** What follows a sentence that is quoted. */
const EXPLAINED =
  /^.{0,400}?["'”»`]?\s(?:means|leads to|results in|is (?:shown|returned|sent|printed|raised))\b/i;
/** The result of a test that passed. */
const PASSED = /\bPASS(?:ED)?\s*(?:\[|\(|$)/;
/** A comment, a line of source code, or a test that passed. */
const NOT_A_REPORT =
  /^\s*(?:\/\/|\/\*|\*|<!--|# (?!.{0,40}(?:error|exception|fail))|--[ -]|[-*+] \[[ x]\]|✓|✔|√|PASS\b|ok \d|--- PASS|>?\s*(?:(?:it|test|describe|expect|print|console)[.(]|(?:assert\w*|def|class|raise|throw|return|elif|except|export|const|let|var)\b[ (]))/i;

/**
 * Whether a line only mentions a failure: a condition, a documentation, a comment, source code, the title of a test.
 *
 * @param line the whole line.
 * @param at where the words about the failure begin in it.
 */
export function isMention(line: string, at: number): boolean {
  if (PASSED.test(line)) return true;
  const before = line.slice(Math.max(0, at - 300), at);
  const sentence = before.slice(before.search(/[^.!?]*$/));
  return (
    NOT_A_REPORT.test(line) ||
    CONDITION.test(sentence) ||
    ABOUT.test(before) ||
    EXPLAINED.test(line.slice(at))
  );
}
