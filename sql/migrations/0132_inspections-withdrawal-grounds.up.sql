-- Why an order is withdrawn, as a choice beside the words: made twice, wrong unit, … Empty for requests before this.
ALTER TABLE insp_withdrawal ADD COLUMN ground {{text:20}} NOT NULL DEFAULT '';
