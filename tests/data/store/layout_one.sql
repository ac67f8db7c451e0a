-- A store of the first layout, as sqlite3's .dump gives it: two articles, one with two versions.
BEGIN TRANSACTION;
CREATE TABLE article (
	article_id INTEGER NOT NULL, 
	identity TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	source TEXT NOT NULL, 
	source_kind VARCHAR(16) NOT NULL, 
	published DATE, 
	lang VARCHAR(8) NOT NULL, 
	url TEXT, 
	rests_on TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	CONSTRAINT pk_article PRIMARY KEY (article_id), 
	CONSTRAINT uq_article_identity UNIQUE (identity)
);
INSERT INTO "article" VALUES(1,'id:AP1',1,'Trucks burned','AP','news','2023-03-01','en',NULL,'','');
INSERT INTO "article" VALUES(2,'id:BBC2',2,'Two names','BBC','news',NULL,'',NULL,'','');
CREATE TABLE article_text (
	article_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	run_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	CONSTRAINT pk_article_text PRIMARY KEY (article_id, version), 
	CONSTRAINT uq_article_text_article_id_sha256 UNIQUE (article_id, sha256), 
	CONSTRAINT fk_article_text_article_id FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE, 
	CONSTRAINT fk_article_text_run_id FOREIGN KEY(run_id) REFERENCES run (run_id)
);
INSERT INTO "article_text" VALUES(1,1,'acf1162b1d9a12ac07df105bee45633d776cdafd74fc94c421ab0a27e3e14ea2',1,'Trucks burned 10 km south of Bakhmut.','trucks burned
trucks burned 10 km south of bakhmut.');
INSERT INTO "article_text" VALUES(2,1,'6c8e9a8205a65f18e568116b41907a30ef31d621e590fb31647dc846a7eafb51',2,'Older words.','older words.
older words.');
INSERT INTO "article_text" VALUES(2,2,'c37a7428c6cd63637056cc0192e7c5115ea936cf9c0e5bedd8fd7d6617dbf606',2,'Shelling in Kherson and Zzyzxgrad.','shelling in kherson and zzyzxgrad.
shelling in kherson and zzyzxgrad.');
CREATE TABLE mention (
	mention_id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	generic TEXT, 
	place_id VARCHAR(80), 
	reason TEXT, 
	confidence FLOAT NOT NULL, 
	where_prec SMALLINT, 
	uncertainty_m INTEGER, 
	day DATE, 
	gazetteer_version TEXT NOT NULL, 
	model_version TEXT NOT NULL, 
	candidates JSON NOT NULL, 
	relative JSON, 
	CONSTRAINT pk_mention PRIMARY KEY (mention_id), 
	CONSTRAINT uq_mention_article_id_start_end UNIQUE (article_id, start, "end"), 
	CONSTRAINT ck_mention_mapped CHECK (place_id IS NOT NULL OR reason IS NOT NULL), 
	CONSTRAINT fk_mention_article_id FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE, 
	CONSTRAINT fk_mention_place_id FOREIGN KEY(place_id) REFERENCES place (place_id)
);
INSERT INTO "mention" VALUES(1,1,29,36,'Bakhmut','literal',NULL,'frontline:relative-6ff6c661fdf2',NULL,0.9576,2,5500,'2023-03-01','gazetteer-7','learned-1','[{"place_id": "geonames:712451", "name": "Bakhmut", "latitude": 48.59, "longitude": 38.0, "score": 0.9989, "why": ["70,000 residents (+7.4)", "1 km from the front of the day (+1.5)", "in UA, which the text is about (+0.9)"]}]','{"phrase": "10 km south of Bakhmut", "start": 14, "end": 36, "kind": "offset", "name": "10 km south of Bakhmut", "latitude": 48.50007, "longitude": 38.0, "where_prec": 2, "uncertainty_m": 5500, "anchors": ["geonames:712451"], "describes": null, "named_id": "geonames:712451", "named": "Bakhmut"}');
INSERT INTO "mention" VALUES(2,2,12,19,'Kherson','literal',NULL,'geonames:706448',NULL,0.9,1,3000,NULL,'gazetteer-6','rules-3','[{"place_id": "geonames:706448", "name": "Kherson", "latitude": 46.66, "longitude": 32.62, "score": 0.9, "why": ["only one"]}]',NULL);
INSERT INTO "mention" VALUES(3,2,24,33,'Zzyzxgrad','literal',NULL,NULL,'no place of that name in the gazetteer',0.0,NULL,NULL,NULL,'gazetteer-6','rules-3','[]',NULL);
CREATE TABLE migration (
	name VARCHAR(80) NOT NULL, 
	applied_at DATETIME NOT NULL, 
	CONSTRAINT pk_migration PRIMARY KEY (name)
);
INSERT INTO "migration" VALUES('0001-articles-mentions-places','2026-11-22 23:04:12.938176');
INSERT INTO "migration" VALUES('0002-relative-places','2026-11-22 23:04:12.938176');
CREATE TABLE place (
	place_id VARCHAR(80) NOT NULL, 
	name TEXT NOT NULL, 
	name_local TEXT, 
	latitude FLOAT NOT NULL, 
	longitude FLOAT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	feature_code VARCHAR(16) NOT NULL, 
	country VARCHAR(2), 
	admin1 TEXT, 
	admin2 TEXT, 
	population BIGINT NOT NULL, 
	where_prec SMALLINT NOT NULL, 
	uncertainty_m INTEGER NOT NULL, 
	gazetteer_version TEXT NOT NULL, 
	CONSTRAINT pk_place PRIMARY KEY (place_id)
);
INSERT INTO "place" VALUES('frontline:relative-6ff6c661fdf2','10 km south of Bakhmut',NULL,48.50007,38.0,'spot','RELATIVE',NULL,NULL,NULL,0,2,5500,'gazetteer-7');
INSERT INTO "place" VALUES('geonames:706448','Kherson','Херсон',46.66,32.62,'city','PPLA','UA','Kherson',NULL,280000,1,3000,'gazetteer-6');
CREATE TABLE run (
	run_id INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	finished_at DATETIME, 
	gazetteer_version TEXT NOT NULL, 
	model_version TEXT NOT NULL, 
	new INTEGER NOT NULL, 
	new_versions INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	skipped INTEGER NOT NULL, 
	CONSTRAINT pk_run PRIMARY KEY (run_id)
);
INSERT INTO "run" VALUES(1,'2024-01-01 12:00:00.000000',NULL,'gazetteer-7','learned-1',0,0,0,0,0);
INSERT INTO "run" VALUES(2,'2024-01-01 12:00:00.000000',NULL,'gazetteer-6','rules-3',0,0,0,0,0);
CREATE INDEX ix_article_source ON article (source);
CREATE INDEX ix_article_published ON article (published);
CREATE INDEX ix_mention_place_day ON mention (place_id, day DESC, role, article_id);
CREATE INDEX ix_mention_day ON mention (day, role);
COMMIT;
