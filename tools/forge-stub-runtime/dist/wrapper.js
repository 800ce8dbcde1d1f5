/* Stands in for the runtime wrapper that Forge's tools download; the sandbox host calls the functions itself. */
module.exports = { main: async () => ({}) };
