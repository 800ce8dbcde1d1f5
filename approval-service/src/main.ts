/** `npm start`: environment -> compose -> listen -> drain. */
import process from 'node:process';
import { createLog } from './adapters/system/log.ts';
import { compose } from './compose.ts';
import { readConfig } from './config/config.ts';
import { readEnv } from './config/read-env.ts';
import { ServiceError } from './errors.ts';
import { listen } from './serve.ts';

process.umask(0o077);

async function main(): Promise<void> {
  const config = readConfig(readEnv(process.env));
  const log = createLog(config.logLevel);
  const service = await compose(config, { log });
  const server = await listen(service, config);
  log.info('service.listening', {
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl.origin,
  });
  const stop = (signal: string): void => {
    log.info('service.stopping', { signal });
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
}

main().catch((error: unknown) => {
  const sentence =
    error instanceof ServiceError ? error.publicMessage : 'the service could not start';
  createLog('info').error('service.not-started', error, { sentence });
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
