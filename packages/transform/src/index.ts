export { maxBodyBytes } from './limits.ts'
export type { Checked, Transformed, Transforming } from './outcomes.ts'
export { createTransformer, type Transformer, type TransformerOptions } from './transformer.ts'
