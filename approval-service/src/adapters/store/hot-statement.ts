/** Statements of the ingest path: compiled by Kysely once, executed with fresh parameters. */
import type { CompiledQuery, Kysely, QueryResult, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

type Compilable = { compile(): CompiledQuery };

/** Runs one compiled statement with parameters in the order in which the builder names them. */
export type HotStatement<Row> = (
  trx: Transaction<Tables> | Kysely<Tables>,
  parameters: readonly unknown[],
) => Promise<QueryResult<Row>>;

/** Compiles what `build` makes, once. `build` names its parameters by any placeholder values. */
export function hotStatement<Row>(build: () => Compilable): HotStatement<Row> {
  let compiled: CompiledQuery | undefined;
  return (trx, parameters) => {
    compiled ??= build().compile();
    if (compiled.parameters.length !== parameters.length) {
      throw new Error(
        `statement takes ${compiled.parameters.length} parameters, got ${parameters.length}`,
      );
    }
    return trx.executeQuery({ ...compiled, parameters } as CompiledQuery<Row>);
  };
}
