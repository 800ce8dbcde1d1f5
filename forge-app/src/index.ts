/** Every function the manifest refers to. Named exports only: the platform's linter does not see through `export *`. */
export { beforeUninstall } from './triggers/before-uninstall';
export { consumeEvent } from './triggers/consume-event';
export { onIssueEvent } from './triggers/on-issue-event';
export { onLifecycle } from './triggers/on-lifecycle';
export { sweep } from './triggers/sweep';
export { workOrderDoor } from './triggers/web-trigger';
export { adminResolver } from './ui/admin-resolver';
export { panelResolver } from './ui/panel-resolver';
