"""From a folder of plain files to drafts, with every fault named by file, line, entry and field."""
