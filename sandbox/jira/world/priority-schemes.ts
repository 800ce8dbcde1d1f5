/** Priority schemes: which priorities the issues of a project may have. */

/** A priority scheme; the default one has every project that no other one names. */
export interface PriorityScheme {
  id: string;
  name: string;
  description: string;
  isDefault: boolean;
  priorityIds: string[];
  projectIds: string[];
}

/** The schemes every seeded site starts with; only the default one is used. */
export function newPrioritySchemes(): Record<string, PriorityScheme> {
  const scheme = (id: string, name: string, priorityIds: string[]): PriorityScheme => ({
    id,
    name,
    description: '',
    isDefault: id === '1',
    priorityIds,
    projectIds: [],
  });
  return {
    1: scheme('1', 'Default Priority Scheme', ['1', '2', '3', '4', '5']),
    10001: scheme('10001', 'Three priorities', ['2', '3', '4']),
    10002: scheme('10002', 'All but the lowest', ['1', '2', '3', '4']),
  };
}
