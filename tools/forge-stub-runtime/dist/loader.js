/* Stands in for the runtime loader that Forge's tools download. */
module.exports = {};
