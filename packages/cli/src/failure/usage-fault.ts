/**
 * The command line cannot be understood. Where it is reported it becomes a `UsageError`: that one brings the tables of
 * all failures, which every command would load at its start for what is seldom thrown.
 */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
  readonly happened: string;
  readonly remedy: string;

  /**
   * @param happened What is wrong, in one sentence.
   * @param remedy What to write instead.
   */
  constructor(happened: string, remedy: string) {
    super(`${happened} ${remedy}`);
    this.happened = happened;
    this.remedy = remedy;
  }
}
