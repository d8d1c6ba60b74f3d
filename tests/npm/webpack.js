import webpack from 'webpack';

const options = {
  mode: 'production',
  entry: './plain.js',
  // Its minifier takes half a minute, and knows nothing of files.
  optimization: { minimize: false },
  output: { path: `${process.cwd()}/webpack`, filename: 'plain.js' },
};
webpack(options, (error, stats) => {
  if (error) throw error;
  if (stats.hasErrors()) throw new Error(stats.toString());
});
