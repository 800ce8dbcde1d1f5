/** What a verb of the CLI gets and gives. */
export interface CliIo {
  env: Readonly<Record<string, string | undefined>>;
  out(line: string): void;
  /** First line of standard input. */
  readSecret(): Promise<string>;
}

export type CliOptions = Readonly<Record<string, string | undefined>>;
