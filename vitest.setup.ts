import fc from 'fast-check'

// Properties draw the same cases in every run, so that a failure is the change's and not the day's.
// `FC_SEED=$RANDOM npm run unit` looks for new ones.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) })
