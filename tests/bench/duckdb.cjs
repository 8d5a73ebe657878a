// Runs SQL in DuckDB: node duckdb.cjs DATABASE STATEMENT...
// NODE_PATH says where npm has put the package.
const { DuckDBInstance } = require('@duckdb/node-api');

async function main([database, ...statements]) {
	const instance = await DuckDBInstance.create(database);
	const connection = await instance.connect();
	for (const sql of statements) {
		await connection.run(sql);
	}
	connection.closeSync();
	instance.closeSync();
}

main(process.argv.slice(2)).catch((error) => {
	console.error(`duckdb: ${error.message}`);
	process.exitCode = 1;
});
