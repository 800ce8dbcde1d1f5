/** Screens and field schemes of the seeded site: ABC has its own screen, OLD and NEW share one, one leads nowhere, one closes issues. */
import type { FieldSetupDescription } from './world/describe-field-setup.ts';

/** The screens and schemes beside the default ones. */
export const seedFieldSetup: FieldSetupDescription = {
  screens: [
    { name: 'ABC Screen', tabs: { General: ['summary', 'Office'], Details: ['Story Points'] } },
    { name: 'Shop Screen', tabs: { 'Field Tab': ['summary', 'Office'] } },
    { name: 'Spare Screen', tabs: { 'Field Tab': ['summary'] } },
    { name: 'Closing Screen', tabs: { 'Field Tab': ['resolution'] } },
  ],
  screenSchemes: [
    { name: 'ABC Screen Scheme', screen: 'ABC Screen' },
    { name: 'Shop Screen Scheme', screen: 'Shop Screen' },
  ],
  issueTypeScreenSchemes: [
    {
      name: 'ABC Issue Type Screen Scheme',
      screenScheme: 'ABC Screen Scheme',
      projects: ['ABC'],
    },
    {
      name: 'Shop Issue Type Screen Scheme',
      screenScheme: 'Shop Screen Scheme',
      projects: ['OLD', 'NEW'],
    },
  ],
  fieldSchemes: [
    { name: 'ABC Field Scheme', projects: ['ABC'], fields: ['Story Points', 'Office'] },
    { name: 'Shop Field Scheme', projects: ['OLD', 'NEW'], fields: ['Office'] },
  ],
  transitionScreens: [
    { workflow: 'Operations workflow', transition: 'Close', screen: 'Closing Screen' },
  ],
  unassociated: ['Old Estimate'],
};
