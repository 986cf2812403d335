/** The files in `wrong/`: each is rejected, for one sort of mistake. */

import type { Problem } from '../../src/problem.ts'

export interface Wrong {
  readonly file: string
  /** All of its errors, as {@link listed}. */
  readonly errors: readonly string[]
  /** Nothing is wrong with it until the workspace is there to look at. */
  readonly by?: 'plan'
}

/** Where an error stands, and its code. */
export const listed = ({ at, code }: Problem): string => `${at?.line}:${at?.column} ${code}`

export const wrong: readonly Wrong[] = [
  { file: 'alias-without-anchor.yaml', errors: ['5:14 yaml-syntax'] },
  { file: 'aliases-of-aliases.yaml', errors: ['6:26 too-many-aliases'] },
  { file: 'cycle-of-values.yaml', errors: ['7:9 value-loop', '9:9 value-loop'] },
  {
    file: 'databases-that-cannot-be.yaml',
    errors: [
      '4:17 disk-size',
      '6:17 wrong-value',
      '7:24 wrong-type',
      '10:5 standby',
      '15:5 standby',
      '19:5 replica-limit',
    ],
  },
  { file: 'disk-on-static-site.yaml', errors: ['6:5 unknown-key'] },
  {
    file: 'disks-that-cannot-be.yaml',
    errors: [
      '6:5 disk-with-instances',
      '12:5 disk-with-instances',
      '25:18 forbidden-mount-path',
      '31:18 forbidden-mount-path',
      '37:18 forbidden-mount-path',
    ],
  },
  {
    file: 'domains-and-addresses.yaml',
    errors: [
      '6:9 domain-syntax',
      '7:9 domain-syntax',
      '8:9 domain-syntax',
      '11:17 cidr',
      '13:17 cidr',
      '14:17 cidr',
      '19:11 repo-url',
    ],
  },
  {
    file: 'duplicate-service-name.yaml',
    errors: ['6:15 duplicate-name', '8:11 duplicate-name', '13:15 duplicate-name', '25:15 duplicate-name'],
  },
  {
    file: 'image-without-an-image.yaml',
    errors: ['2:5 missing-image', '5:5 missing-image', '15:12 wrong-type', '18:5 empty-project'],
  },
  { file: 'key-twice-in-a-mapping.yaml', errors: ['9:5 duplicate-key'] },
  {
    file: 'keys-of-another-kind.yaml',
    errors: ['8:5 unknown-key', '9:5 unknown-key', '14:5 unknown-key', '18:5 unknown-key'],
  },
  {
    file: 'keys-that-are-missing.yaml',
    errors: [
      '2:5 missing-key',
      '4:5 missing-key',
      '7:5 missing-key',
      '9:5 missing-key',
      '15:7 missing-key',
      '20:9 missing-key',
      '22:5 missing-key',
      '24:5 missing-key',
    ],
  },
  {
    file: 'list-of-services-is-a-mapping.yaml',
    errors: ['3:3 wrong-type', '7:5 wrong-type'],
  },
  {
    file: 'misspelt-under-x-render-sync.yaml',
    errors: [
      '2:3 unknown-key',
      '3:11 wrong-value',
      '5:7 missing-key',
      '8:17 wrong-value',
      '15:7 unknown-key',
      '17:15 wrong-value',
      '20:17 wrong-value',
      '26:11 missing-key',
      '27:18 wrong-type',
      '33:7 unknown-key',
      '39:11 unknown-key',
      '41:27 wrong-type',
      '43:18 wrong-value',
    ],
  },
  {
    file: 'more-than-the-free-plan-has.yaml',
    errors: [
      '6:5 free-plan-with-disk',
      '9:5 free-plan-with-maintenance',
      '15:11 free-plan-type',
      '19:11 free-plan-type',
      '23:11 wrong-value',
    ],
  },
  {
    file: 'names-of-variables-and-files.yaml',
    errors: [
      '6:14 variable-name',
      '8:14 variable-name',
      '10:14 variable-name',
      '14:17 file-name',
      '16:17 file-name',
    ],
  },
  { file: 'nothing-but-comments.yaml', errors: ['1:1 nothing-declared'] },
  {
    file: 'property-that-is-not-there.yaml',
    errors: [
      '7:69 reference-property',
      '9:70 reference-property',
      '11:61 reference-property',
      '13:22 reference-property',
      '15:22 several-sources',
    ],
  },
  {
    file: 'reference-to-nothing.yaml',
    by: 'plan',
    errors: [
      '8:9 unknown-reference',
      '10:9 unknown-reference',
      '7:20 unknown-reference',
      '19:17 unknown-reference',
    ],
  },
  {
    file: 'renames-and-paths-to-ignore.yaml',
    errors: [
      '6:20 rename',
      '8:11 ignore-path',
      '9:11 ignore-path',
      '10:11 ignore-path',
      '21:20 rename',
      '25:16 ignore-path',
      '25:22 ignore-path',
    ],
  },
  {
    file: 'scaling-backwards.yaml',
    errors: ['6:21 scaling-bounds', '12:5 scaling-bounds', '19:21 wrong-value', '21:28 wrong-value'],
  },
  {
    file: 'schedules-that-never-come.yaml',
    errors: [
      '5:15 cron-expression',
      '9:15 cron-expression',
      '13:15 cron-expression',
      '17:15 cron-expression',
    ],
  },
  {
    file: 'secrets-that-nobody-gave.yaml',
    by: 'plan',
    errors: [
      '12:9 missing-secret',
      '14:9 missing-secret',
      '17:11 missing-secret',
      '24:11 missing-secret',
      '4:7 missing-secret',
    ],
  },
  { file: 'tab-in-indentation.yaml', errors: ['6:1 yaml-syntax'] },
  { file: 'two-documents.yaml', errors: ['5:1 yaml-syntax'] },
  {
    file: 'type-that-does-not-exist.yaml',
    errors: ['2:11 wrong-value', '5:11 wrong-value', '7:11 wrong-value'],
  },
  {
    file: 'unknown-key-with-near-name.yaml',
    errors: [
      '5:5 unknown-key',
      '7:5 unknown-key',
      '10:9 unknown-key',
      '14:7 unknown-key',
      '15:1 unknown-key',
    ],
  },
  {
    file: 'values-that-are-no-choice.yaml',
    errors: [
      '4:14 wrong-value',
      '5:11 wrong-value',
      '6:13 wrong-value',
      '7:24 wrong-value',
      '8:30 wrong-value',
      '11:22 wrong-value',
      '15:27 wrong-value',
      '16:21 wrong-value',
      '18:11 wrong-value',
      '24:22 wrong-value',
      '31:23 wrong-value',
      '36:80 wrong-value',
      '38:62 wrong-value',
    ],
  },
  {
    file: 'variable-twice-and-with-two-sources.yaml',
    errors: [
      '8:14 duplicate-key',
      '10:9 several-sources',
      '13:9 several-sources',
      '19:9 several-sources',
      '25:11 duplicate-key',
    ],
  },
  {
    file: 'wrong-types.yaml',
    errors: [
      '3:11 wrong-type',
      '5:19 wrong-type',
      '6:14 wrong-type',
      '7:11 wrong-type',
      '9:7 wrong-type',
      '12:32 wrong-type',
      '13:23 wrong-type',
    ],
  },
  {
    file: 'plans-that-no-new-one-gets.yaml',
    by: 'plan',
    errors: ['5:11 retired-refused', '10:11 retired-refused', '12:27 retired-refused'],
  },
  { file: 'variables-under-env-twice.yaml', errors: ['5:5 duplicate-key'] },
  {
    file: 'what-people-wrote-in-november.yaml',
    errors: ['6:5 unknown-key', '18:11 wrong-value', '20:9 wrong-type'],
  },
]
