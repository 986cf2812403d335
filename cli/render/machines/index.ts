/** Formats that programs collect from many tools: SARIF and JUnit. */
export { driftFindings, type Findings, planFindings, problemFindings } from './findings.ts'
export { junitText } from './junit.ts'
export { driftNotice } from './notice.ts'
export { sarifDocument } from './sarif.ts'
