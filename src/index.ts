export {
  adminResolver,
  beforeUninstall,
  consumeEvent,
  onIssueEvent,
  onLifecycle,
  panelResolver,
  sweep,
  workOrderDoor,
} from '../forge-app/src/index';
