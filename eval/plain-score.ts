/** A text outside the request set: what became of it, and what it may become. */
export interface PlainScore {
  id: string;
  expect: string;
  category: string;
  actionIds: string[];
  autoIds: string[];
  stagedIds: string[];
}
